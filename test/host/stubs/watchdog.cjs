// Stands in for the native half of @vscode/native-watchdog, which ends an extension host whose parent has died.
// Without it the extension host cannot start; here the driver ends the whole process group instead.
exports.start = () => {};
