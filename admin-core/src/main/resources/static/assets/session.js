// Keeps what was typed when the session has ended: guarded forms are sent only while somebody is signed in.
(function () {
  "use strict";

  const doc = document;
  let confirmed = null;
  let asking = false;

  function signedOut() {
    doc.getElementById("signed-out").showModal();
  }

  // The token of the current session; null without one.
  async function csrfToken() {
    const response = await fetch(doc.getElementById("signed-out").dataset.session,
        {headers: {"HX-Request": "true"}, cache: "no-store"});
    if (response.status === 401) {
      return null;
    }
    if (!response.ok) {
      throw new Error("status " + response.status);
    }
    return (await response.json()).csrfToken;
  }

  // After a new sign-in in another tab, the tokens of this page are those of the former session.
  function renew(token) {
    doc.querySelectorAll('input[name="_csrf"]').forEach(input => {
      input.value = token;
    });
    const header = Object.keys(JSON.parse(doc.body.getAttribute("hx-headers")))[0];
    doc.body.setAttribute("hx-headers", JSON.stringify({[header]: token}));
  }

  async function send(form, submitter) {
    try {
      const token = await csrfToken();
      if (token === null) {
        signedOut();
        return;
      }
      renew(token);
    } catch {
      doc.getElementById("unreachable").hidden = false;
      return;
    } finally {
      asking = false;
    }
    confirmed = form;
    form.requestSubmit(submitter);
    confirmed = null;
  }

  doc.addEventListener("submit", event => {
    const form = event.target;
    if (!form.hasAttribute("data-guard") || form === confirmed) {
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!asking) {
      asking = true;
      send(form, event.submitter);
    }
  }, true);

  // Parts of pages ask for a reload of the page when the session has ended.
  doc.addEventListener("htmx:beforeOnLoad", event => {
    if (event.detail.xhr.status === 401 && doc.querySelector("form[data-guard]")) {
      event.preventDefault();
      signedOut();
    }
  });
})();
