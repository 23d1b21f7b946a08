// Pictures and documents that go with a prompt: dropped, pasted, or chosen.

import { announce, el, replace } from "../dom.js";
import { icon } from "../icons.js";

const PICTURES = { "image/png": "png", "image/jpeg": "jpeg", "image/gif": "gif", "image/webp": "webp" };
/** By the end of a file's name: browsers differ in what type they give to them. */
const DOCUMENTS = ["pdf", "csv", "doc", "docx", "xls", "xlsx", "html", "txt", "md"];

export class Images {
  constructor(refused) {
    this.list = [];
    this.refused = refused;
    this.node = el("ul", { class: "images", "aria-label": "Pictures and documents", hidden: true });
    this.input = el("input", { type: "file", accept: [...Object.keys(PICTURES), ...DOCUMENTS.map((end) => `.${end}`)].join(","), multiple: true, class: "visually-hidden", tabindex: -1, "aria-label": "Add pictures or documents", onchange: () => this.add([...this.input.files]) });
    this.button = el("button", { type: "button", class: "quiet", "aria-label": "Add pictures or documents", title: "Add pictures or documents, or drop them here", onclick: () => this.input.click() }, icon("image"));
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
      const picture = PICTURES[file.type];
      const end = file.name.split(".").pop().toLowerCase();
      if (!picture && !DOCUMENTS.includes(end)) {
        this.refused(`${file.name} is nothing that models take: PNG, JPEG, GIF or WebP, or ${DOCUMENTS.join(", ")}.`);
        continue;
      }
      const name = picture ? file.name : plain(file.name);
      this.list.push({ name, picture: Boolean(picture), format: picture ?? end, data: await base64(file), url: URL.createObjectURL(file) });
      announce(`${file.name} added`);
    }
    this.input.value = "";
    this.#show();
  }

  /** Puts back what was sent before. */
  put(list) {
    this.list = [...list];
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
          image.picture ? el("img", { src: image.url, alt: image.name }) : el("span", { class: "file" }, image.name),
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

/** A document's name as Bedrock takes it: letters, digits, single spaces, hyphens, brackets. */
function plain(name) {
  return name.replace(/\.[^.]*$/, "").replace(/[^A-Za-z0-9()[\]-]+/g, " ").trim() || "document";
}

function base64(file) {
  const { promise, resolve, reject } = Promise.withResolvers();
  const reader = new FileReader();
  reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(",") + 1));
  reader.onerror = () => reject(reader.error);
  reader.readAsDataURL(file);
  return promise;
}
