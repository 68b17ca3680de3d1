// Shows the newest stories below a story once its page has loaded. Without this file the heading
// is a link to the same stories. A page of an archive holds nothing that ages.
"use strict";

(() => {
  const MOST = 4;
  const heading = document.querySelector("a[data-latest]");

  async function show() {
    const answer = await fetch(heading.dataset.latest);
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const list = page.querySelector(".latest-cards");
    if (!list) return;
    for (const card of [...list.children]) {
      const link = card.querySelector(".card-title a");
      if (link?.getAttribute("href") === location.pathname) card.remove();
    }
    while (list.children.length > MOST) list.lastElementChild.remove();
    heading.closest("section").append(document.importNode(list, true));
  }

  function begin() {
    const near = new IntersectionObserver((seen) => {
      if (!seen.some((each) => each.isIntersecting)) return;
      near.disconnect();
      show().catch(() => {}); // then the link is what there is
    }, { rootMargin: "800px" });
    near.observe(heading);
  }

  if (!heading || !window.IntersectionObserver) return;
  if (document.readyState === "complete") begin();
  else window.addEventListener("load", begin);
})();
