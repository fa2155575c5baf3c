// The behaviour of the form components; every page starts it from the site's own module.
export * from 'govuk-frontend';
