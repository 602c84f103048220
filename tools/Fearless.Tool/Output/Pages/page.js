(function () {
  "use strict";

  // Without a script all findings are there, and nothing to choose among them.
  var form = document.getElementById("filter");
  if (form === null) { return; }
  var fields = { text: form.elements.text, rule: form.elements.rule, sure: form.elements.sure };
  var findings = Array.from(document.querySelectorAll(".finding"));
  var groups = Array.from(document.querySelectorAll(".of-file, .of-rule"));
  var count = document.getElementById("count");

  function fits(finding) {
    var words = fields.text.value.toLowerCase().split(/\s+/);
    var text = (finding.dataset.file + " " + finding.textContent).toLowerCase();
    return [
      ["", finding.dataset.rule].includes(fields.rule.value),
      Math.max(Number(finding.dataset.sure), Number(fields.sure.value)) === Number(finding.dataset.sure),
      words.every(function (word) { return text.includes(word); })
    ].every(Boolean);
  }

  function apply() {
    findings.forEach(function (finding) { finding.hidden = !fits(finding); });
    groups.forEach(function (group) { group.hidden = group.querySelector(".finding:not([hidden])") === null; });
    count.textContent = findings.filter(function (finding) { return !finding.hidden; }).length + " of " + findings.length;
  }

  function remember() {
    var chosen = new URLSearchParams();
    Object.keys(fields).forEach(function (name) { if (fields[name].value !== "") { chosen.set(name, fields[name].value); } });
    history.replaceState(null, "", "#" + chosen);
  }

  function recall() {
    var chosen = new URLSearchParams(location.hash.slice(1));
    Object.keys(fields).forEach(function (name) { fields[name].value = chosen.get(name) || ""; });
    apply();
  }

  form.hidden = false;
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.addEventListener("input", function () { apply(); remember(); });
  recall();
  window.addEventListener("hashchange", function () {
    // A link to a section is not a choice.
    if (location.hash.includes("=")) { recall(); }
  });
}());
