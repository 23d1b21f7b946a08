// Pictures that go with a prompt: dropped, pasted, or chosen.

import { announce, el, replace } from "../dom.js";
import { icon } from "../icons.js";

const FORMATS = { "image/png": "png", "image/jpeg": "jpeg", "image/gif": "gif", "image/webp": "webp" };

export class Images {
  constructor(refused) {
    this.list = [];
    this.refused = refused;
    this.node = el("ul", { class: "images", "aria-label": "Pictures", hidden: true });
    this.input = el("input", { type: "file", accept: Object.keys(FORMATS).join(","), multiple: true, class: "visually-hidden", tabindex: -1, "aria-label": "Add pictures", onchange: () => this.add([...this.input.files]) });
    this.button = el("button", { type: "button", class: "quiet", "aria-label": "Add pictures", title: "Add pictures, or drop them here", onclick: () => this.input.click() }, icon("image"));
  }

  /** Takes what is dropped on this element or pasted into it. */
  watch(zone) {
    zone.addEventListener("dragover", (event) => {
      event.preventDefault();
      zone.classList.add("dropping");
    });
    zone.addEventListener("dragleave", () => zone.classList.remove("dropping"));
    zone.addEventListener("drop", (event) => {
      event.preventDefault();
      zone.classList.remove("dropping");
      this.add([...event.dataTransfer.files]);
    });
    zone.addEventListener("paste", (event) => {
      const files = [...event.clipboardData.files];
      if (files.length > 0) {
        event.preventDefault();
        this.add(files);
      }
    });
  }

  async add(files) {
    for (const file of files) {
      const format = FORMATS[file.type];
      if (!format) {
        this.refused(`${file.name} is no picture that models take: PNG, JPEG, GIF or WebP.`);
        continue;
      }
      this.list.push({ name: file.name, format, data: await base64(file), url: URL.createObjectURL(file) });
      announce(`${file.name} added`);
    }
    this.input.value = "";
    this.#show();
  }

  /** Gives them away: the composer is empty again. */
  take() {
    const taken = this.list;
    this.list = [];
    this.#show();
    return taken;
  }

  #show() {
    this.node.hidden = this.list.length === 0;
    replace(
      this.node,
      this.list.map((image) =>
        el(
          "li",
          {},
          el("img", { src: image.url, alt: image.name }),
          el("button", { type: "button", class: "quiet", "aria-label": `Remove ${image.name}`, onclick: () => this.#remove(image) }, icon("close")),
        ),
      ),
    );
  }

  #remove(image) {
    URL.revokeObjectURL(image.url);
    this.list = this.list.filter((each) => each !== image);
    this.#show();
  }
}

function base64(file) {
  const { promise, resolve, reject } = Promise.withResolvers();
  const reader = new FileReader();
  reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(",") + 1));
  reader.onerror = () => reject(reader.error);
  reader.readAsDataURL(file);
  return promise;
}
