/** Everything that reads certificates, in one module that hosts load on first use: it carries node-forge. */
export { type Certificate, readCertificate } from './certificate';
export { type CertificateFile, MAX_CERTIFICATE_FILE, readCertificateFile } from './certificate-file';
