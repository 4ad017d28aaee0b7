// What Material leaves out for the keyboard and for screen readers.
(() => {
  document.querySelector(".md-search")?.setAttribute("aria-label", "Search");

  // The menu's button is the label of a check box that the keyboard cannot reach.
  const box = document.getElementById("__drawer");
  const menu = document.querySelector(".md-header__button[for=__drawer]");
  if (box && menu) {
    const tell = () => menu.setAttribute("aria-expanded", box.checked);
    menu.tabIndex = 0;
    menu.setAttribute("role", "button");
    menu.setAttribute("aria-label", "Menu");
    tell();
    box.addEventListener("change", tell);
    menu.addEventListener("keydown", (event) => {
      if (event.key !== " ") return; // Material clicks a focused label on Enter
      event.preventDefault();
      menu.click();
    });
    addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !box.checked) return;
      menu.click();
      menu.focus();
    });
  }

  // A box that scrolls in itself has to be a place where the keyboard can stand. Material makes those of tables when the page is ready.
  const reach = () => {
    for (const wide of document.querySelectorAll(".md-typeset__scrollwrap, .md-typeset pre > code")) {
      if (wide.scrollWidth > wide.clientWidth) {
        wide.tabIndex = 0;
        wide.setAttribute("role", "region");
        wide.setAttribute("aria-label", wide.matches("code") ? "Code" : "Table");
      } else {
        for (const name of ["tabindex", "role", "aria-label"]) wide.removeAttribute(name);
      }
    }
  };
  addEventListener("load", reach);
  addEventListener("resize", reach);

  // A line of a long page may have gone on to a part of it: an address from before leads there.
  const parted = document.querySelector("[data-places]");
  const lead = () => {
    const name = location.hash.slice(1);
    if (!/^(?:c-[0-9a-f]{10}|[sfu]\d+)$/.test(name) || document.getElementById(name)) return;
    window.briefingPlaces = (places) => {
      const part = Object.keys(places).find((one) => places[one].split(" ").includes(name));
      const page = location.href.split(/[?#]/)[0].replace(/\/$/, "/index").replace(/\.html$/, "");
      if (part) location.replace(`${page}.${part}.html#${name}`);
    };
    const script = document.createElement("script");
    script.src = parted.dataset.places;
    document.head.append(script);
  };
  if (parted) {
    lead();
    addEventListener("hashchange", lead);
  }
})();
