/* Leaving fast, and leaving little behind: docs/decisions/0020-leaving-fast.md says why and at what
   price. Without scripts, "Leave this site" is a plain link. Old browsers run this as it is. */
(function () {
  "use strict";

  var NEEDED = 3, SECONDS = 5;
  var root = document.documentElement;
  var button = document.querySelector(".leave");
  var spoken = document.createElement("p");
  var others = window.BroadcastChannel && window === window.top && new BroadcastChannel("leave");
  var pressed = 0, isAlone = false, timer;

  function leave() {
    root.className = "left"; // the style sheet blanks it
    document.title = button.getAttribute("data-name");
    location.replace(button.href);
  }

  function leaveEverywhere() {
    if (others) others.postMessage("");
    leave();
  }

  function say(words) {
    spoken.textContent = words ? button.getAttribute("data-" + words) : "";
    button.className = "leave" + (pressed ? " leave--" + pressed : "");
  }

  function forget(words) {
    clearTimeout(timer);
    if (pressed) {
      pressed = 0;
      say(words);
    }
  }

  /* Shift by itself, three times: not as part of a capital, a shortcut or a click. */
  function onKeyDown(event) {
    if (event.key !== "Shift") forget("");
    if (!event.repeat) isAlone = event.key === "Shift";
  }

  function onKeyUp(event) {
    if (event.key !== "Shift" || !isAlone) return;
    isAlone = false;
    pressed += 1;
    if (pressed === NEEDED) return leaveEverywhere();
    if (pressed === 1) timer = setTimeout(forget, SECONDS * 1000, "none");
    say(pressed === 1 ? "two" : "one");
  }

  /* Our own pages take each other's place, so that Back finds none of them. Not so a file, which
     would have no way back. */
  function onClick(event) {
    var link = event.target.closest("a[href]");
    if (!link || event.defaultPrevented) return;
    if (link.hasAttribute("data-leave")) {
      event.preventDefault();
      leaveEverywhere();
    } else if (
      !event.button && !event.shiftKey && !event.ctrlKey && !event.metaKey && !event.altKey &&
      !link.target && !link.hasAttribute("download") &&
      link.origin === location.origin && !/\.\w+$/.test(link.pathname)
    ) {
      event.preventDefault();
      location.replace(link.href);
    }
  }

  /* What a form is answered with takes the place of the page too. */
  function onSubmit(event) {
    var form = event.target, request = new XMLHttpRequest();
    if (event.defaultPrevented || form.method !== "post" || form.target) return;
    event.preventDefault();
    request.open("POST", form.action);
    request.responseType = "document";
    request.onerror = function () {
      form.submit();
    };
    request.onload = function () {
      var page = request.response, main = page && page.querySelector("main");
      if (request.responseURL !== form.action) return location.replace(request.responseURL);
      if (!main) return form.submit();
      document.title = page.title;
      document.querySelector("main").replaceWith(main);
      main.focus();
    };
    request.send(new FormData(form));
  }

  spoken.className = "unseen";
  spoken.setAttribute("role", "status");
  document.body.appendChild(spoken);
  document.addEventListener("keydown", onKeyDown, true);
  document.addEventListener("keyup", onKeyUp, true);
  document.addEventListener("mousedown", function () {
    isAlone = false;
  }, true);
  document.addEventListener("click", onClick);
  document.addEventListener("submit", onSubmit);
  window.addEventListener("pageshow", function (event) {
    if (event.persisted && root.className === "left") leave();
  });
  if (others) others.onmessage = leave;
})();
