/** Everything that reads certificates, in one module that hosts load on first use. */
export { type Certificate, certificatePin, readCertificate } from './certificate';
export { type CertificateDetails, readDetails } from './details';
export { MAX_MATERIAL_FILE, readMaterial } from './read-material';
