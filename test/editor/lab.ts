// What the scenarios on the page need from the lab, in one file that their driver can load.
export { hasOpenssl, openLab, opensslPin } from '../support/certificates';
export { labReport } from '../support/pin-report';
export { serveProxy, type TestProxy } from '../support/proxies';
export { closedPort, serveByName, serveSilence, serveText, serveTls } from '../support/tls-servers';
