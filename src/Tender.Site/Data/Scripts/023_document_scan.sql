-- Whether a document was looked at for malicious content, and by which answer it was let in.
alter table section_document
    add column scan text not null default 'none' check (scan in ('none', 'clean'));
