// Shows the folder behind the server's /mount as `vscode-vfs://test/…`, as the repositories of vscode.dev are shown.
const vscode = require('vscode');

const SCHEME = 'vscode-vfs';

exports.activate = ({ extensionUri, subscriptions }) => {
  const base = extensionUri.with({ path: '/mount' }).toString(true);
  const changes = new vscode.EventEmitter();
  const tell = (type, uri) => changes.fire([{ type, uri }]);
  const { Changed, Created, Deleted } = vscode.FileChangeType;

  const ask = async (operation, uri, { body, ...more } = {}) => {
    const query = new URLSearchParams({ operation, path: uri.path, ...more });
    const method = body === undefined ? 'GET' : 'PUT';
    const answer = await fetch(`${base}?${query}`, { cache: 'no-store', method, body });
    if (answer.status === 404) throw vscode.FileSystemError.FileNotFound(uri);
    if (answer.status === 409) throw vscode.FileSystemError.FileExists(uri);
    if (!answer.ok) throw vscode.FileSystemError.Unavailable(uri);
    return answer;
  };
  const change = (operation, uri, more = {}) => ask(operation, uri, { body: '', ...more });

  const files = {
    onDidChangeFile: changes.event,
    watch: () => new vscode.Disposable(() => {}),
    stat: async (uri) => (await ask('stat', uri)).json(),
    readDirectory: async (uri) => (await ask('list', uri)).json(),
    readFile: async (uri) => new Uint8Array(await (await ask('read', uri)).arrayBuffer()),
    async writeFile(uri, body, { create, overwrite }) {
      await ask('write', uri, { body, create, overwrite });
      tell(Changed, uri);
    },
    async createDirectory(uri) {
      await change('create', uri);
      tell(Created, uri);
    },
    async delete(uri) {
      await change('delete', uri);
      tell(Deleted, uri);
    },
    async rename(from, to) {
      await change('rename', from, { to: to.path });
      tell(Deleted, from);
      tell(Created, to);
    },
  };
  // Without it nothing is found, and the extension host waits seconds for an answer before the suite starts.
  const search = {
    async provideFileSearchResults(_query, { folder }) {
      const paths = await (await ask('walk', folder)).json();
      return paths.map((path) => vscode.Uri.joinPath(folder, path));
    },
  };
  subscriptions.push(
    vscode.workspace.registerFileSystemProvider(SCHEME, files, { isCaseSensitive: true }),
    vscode.workspace.registerFileSearchProvider(SCHEME, search),
  );
};
