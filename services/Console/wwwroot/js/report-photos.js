// The photos of the report: taken or chosen, seen, removed. Without a script the plain field does it.
const Most = 9;
const MostBytes = 10 * 1024 * 1024;
const list = document.getElementById("photo-list");
const state = document.getElementById("photo-state");
const hint = state.textContent;
let files = [];

export const photos = () => files;

export function startPhotos() {
  document.getElementById("photo-tools").hidden = false;
  const plain = document.getElementById("photo-plain");
  plain.hidden = true;
  plain.querySelector("input").disabled = true;
  for (const input of document.querySelectorAll("#photo-tools input")) {
    input.addEventListener("change", () => {
      add([...input.files]);
      input.value = "";
    });
  }
}

export function clearPhotos() {
  files = [];
  show();
}

function add(chosen) {
  const good = chosen.filter((file) => file.size <= MostBytes);
  const room = Most - files.length;
  state.textContent = good.length < chosen.length ? state.dataset.large : good.length > room ? state.dataset.many : hint;
  files = [...files, ...good.slice(0, room)];
  show();
}

function show() {
  list.querySelectorAll("img").forEach((image) => URL.revokeObjectURL(image.src));
  list.replaceChildren(...files.map((file, i) => {
    const row = document.createElement("li");
    const image = document.createElement("img");
    image.src = URL.createObjectURL(file);
    image.alt = list.dataset.alt.replace("{0}", i + 1);
    const remove = document.createElement("button");
    remove.type = "button";
    remove.textContent = "×";
    remove.setAttribute("aria-label", list.dataset.remove.replace("{0}", i + 1));
    remove.addEventListener("click", () => {
      files = files.filter((other) => other !== file);
      show();
      (list.querySelector("button") ?? document.getElementById("photo-album")).focus();
    });
    row.append(image, remove);
    return row;
  }));
}
