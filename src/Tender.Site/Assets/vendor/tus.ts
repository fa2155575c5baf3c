// Resumable upload; loaded by the page that sends a bid.
export { Upload } from 'tus-js-client';
