// Shows the rows that the server wrote. A link leads to another page within the visit, as the
// browser's way back does; a button says which row is opened.
export default ({data, parentElement, setTriggerValue}) => {
  const rows = parentElement.querySelector(".score-rows");
  const focused = rows.contains(document.activeElement) && document.activeElement.dataset.key;
  rows.innerHTML = data.html;
  if (focused) rows.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
  rows.onclick = (event) => {
    const opener = event.target.closest("a, button");
    // Such a click opens the link beside this page.
    if (!opener || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (opener.dataset.key) return setTriggerValue("open", opener.dataset.key);
    history.pushState(null, "", opener.href);
    dispatchEvent(new PopStateEvent("popstate"));
  };
};
