// Runs the code of charts while the server works on the page's first answer, since that takes the
// browser a third of a second; and the code of tables once the page stands, for the next page.
// SCRIPTS names both. A script that fails here fails again, and is told, where it is needed.
(() => {
  const {charts, tables} = SCRIPTS;
  const run = (path) => import(path).catch(() => {});
  const runOnceQuiet = () => {
    const isQuiet = document.querySelector('[data-test-script-state="notRunning"]');
    if (isQuiet) run(tables);
    else setTimeout(runOnceQuiet, 500);
  };
  const {send} = WebSocket.prototype;
  WebSocket.prototype.send = function (message) {
    WebSocket.prototype.send = send;
    send.call(this, message);
    run(charts).then(runOnceQuiet);
  };
})();
