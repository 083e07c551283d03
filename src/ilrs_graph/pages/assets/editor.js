// Puts the editor YASGUI above the plain form, with the query of the form; it asks this server only.
"use strict";
const place = document.getElementById("sparql-editor");
const query = document.getElementById("query");
const Editor = window.Yasgui.default || window.Yasgui.Yasgui || window.Yasgui;
Editor.Yasqe.defaults.autocompleters = ["variables"]; // the others ask servers elsewhere
Editor.Yasqe.defaults.createShareableLink = null;
place.hidden = false;
const editor = new Editor(place, {
  requestConfig: { endpoint: new URL(place.dataset.endpoint, location.href).href, method: "POST" },
  copyEndpointOnNewTab: false,
  persistenceId: null,
});
const tab = editor.getTab() || editor.addTab(true);
tab.setQuery(query.value);
document.getElementById("plain").open = false;
if ("run" in place.dataset) tab.query();
