-- Keys of cookies and form tokens that lay here in plain are gone: whoever was signed in signs in again. From now on a key that is not
-- encrypted is refused, also against a mistake in our own configuration.

delete from data_protection_keys;

alter table data_protection_keys
    add constraint data_protection_keys_encrypted check (position('<masterKey' in xml) = 0);
