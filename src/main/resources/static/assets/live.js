// Keeps the part of a page that is marked "data-live" up to date: fetches the page anew and puts that part in its place.
(() => {
  const every = 5000;
  const refresh = async () => {
    try {
      const answer = await fetch(location.href, { headers: { Accept: "text/html" }, cache: "no-store" });
      if (answer.ok && !answer.redirected) {
        const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-live]");
        const shown = document.querySelector("[data-live]");
        if (fresh && shown && fresh.innerHTML !== shown.innerHTML) {
          shown.replaceWith(fresh);
        }
      }
    } catch {
      // Out of reach for now: what is shown stays, and the next try may do.
    }
    setTimeout(refresh, every);
  };
  setTimeout(refresh, every);
})();
