/** What `pinwarden --help` prints. */
export const HELP = `Pinwarden checks the SSL-pinning configuration of OutSystems mobile apps before the build does.

pinwarden check [PATH...|-]   check files, folders (the current one if none is named) or standard input
  --format text|json|sarif|github|junit|html   how to report (text)
  --fix                       apply the safe fixes, and tell which; with - the text goes to standard output
  --fail-on error|warning|info|never   what makes the exit status 1 (error)
  --quiet                     show errors only
  --kind KIND                 of named files: pinning, extensibility, build-action, android-nsc or ios-plist
  --today YYYY-MM-DD          judge dates as of that day
  --product o11|odc  --mabs VERSION  --framework cordova|capacitor   what is being built
  --baseline FILE             fail only for what is not in that file: an old project starts green
  --write-baseline FILE       write what is found there, or refresh it
  --config FILE | --no-config  use that configuration, or none, instead of the nearest .pinwarden.json
  --online                    ask every pinned host at port 443, and compare its pins with what it serves
  --all-addresses             ask every address of a host: a fleet may serve several certificates
  --allow-private             ask hosts on private and loopback addresses too
  --timeout SECONDS           give up on a host after this long (10)
  --concurrency N             ask so many hosts at a time (16)
  --max-hosts N               ask nobody where the files pin more hosts than that (1000)
  --adoption-days N           days that a new build needs to reach most phones, for --format html (30)

pinwarden pin TARGET...       print the pins of a host (at port 443), host:port, https URL, or of a file:
                              certificates (PEM, DER, P7B, PFX), requests, public and private keys, or a
                              ZIP of these
  --format text|json          how to report (text)
  --servername NAME           the name to ask a server for, where TARGET is an address
  --all-addresses             ask every address of the host
  --allow-untrusted           exit with 0 even where no public root vouches for the chain
  --password-stdin            open PFX packages and encrypted keys with the first line of standard input
  --timeout SECONDS           give up after this long (10)

pinwarden backup-key          make a key for the day on which the present one goes, and print its pin
  --out DIR                   the folder for the key and its request, made where it is absent; in a git
                              repository they are saved all the same, with a warning on standard error
  --type ec-p256|rsa-2048|rsa-3072|rsa-4096   the kind of key (ec-p256)
  --host NAME                 a name for its certificate request (CSR), once for each; none, no request
  --password-stdin            encrypt the key with the first line of standard input
  --format text|json          how to report (text)

pinwarden affected [DIR]      is the app whose files lie there hit when OutSystems rotates certificates?
  --infrastructure cloud|self-managed   where its environments run, which no file tells
  --format text|json          how to report (text)

pinwarden convert FILE        write what a file pins as another kind of file, and note what is different
  --to build-action|pinning|android-nsc|ios-plist|extensibility   the kind: build-action for Capacitor,
                              extensibility for legacy preferences in the universal schema
  --output FILE               a new file to write to (standard output)

pinwarden inspect FILE        is a certificate package (PEM, PFX, ZIP, …) ready to be uploaded, and what
                              becomes of apps that the configurations in the current folder pin
  --for environment|client|trusted-root   what it is for: the domain of an environment (environment),
                              a client certificate for a consumed web service, the platform's trusted roots
  --host NAME                 a host that it must cover, such as api.example.org or *.example.org; repeatable
  --password-stdin            read the password of the file from the first line of standard input
  --format text|json          how to report (text)

pinwarden rules               list every rule (--format text|json)
pinwarden explain RULE        say what a rule finds, why it matters and what to do; takes the code of a
                              build error as well, such as OS-MABS-RES-40003
pinwarden lsp --stdio         serve an editor
pinwarden --version, --help   --help behind a command prints its part of this

Exit status: 0 nothing found, or not known to be affected; 1 findings, a target without a trustworthy
pin, an affected app, or nothing to convert; 2 usage or input error, a .pinwarden.json that cannot be
read included; a setting there that is not understood is only warned of.
Only \`pin\` of a host and \`check --online\` open connections: TLS handshakes, one with each address and
kind of key, and no request; through the proxy that HTTPS_PROXY or ALL_PROXY names, unless NO_PROXY
leaves the host out.
`;

/** What `pinwarden COMMAND --help` prints: the part of that command, or everything where it has none. */
export function helpFor(command: string): string {
  const lines = HELP.split('\n');
  const from = lines.findIndex((line) => line.startsWith('pinwarden ') && line.split(' ')[1] === command);
  if (from < 0) return HELP;
  const rest = lines.slice(from + 1).findIndex((line) => !line.startsWith(' '));
  return `${lines.slice(from, from + 1 + rest).join('\n')}\n\npinwarden --help shows the other commands and what the exit status means\n`;
}
