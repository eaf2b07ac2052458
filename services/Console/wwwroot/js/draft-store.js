// Drafts of reports in this browser, photos and all, until the platform has taken them.
const open = () => new Promise((resolve, reject) => {
  const request = indexedDB.open("rider-platform", 1);
  request.onupgradeneeded = () => request.result.createObjectStore("drafts", { keyPath: "key" });
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

async function act(mode, work) {
  const db = await open();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = db.transaction("drafts", mode);
      const request = work(transaction.objectStore("drafts"));
      // Done when it is on the disk, not when it was asked for.
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = transaction.onerror = () => reject(transaction.error);
    });
  } finally {
    db.close();
  }
}

// Bytes, not files: a file of the camera may be gone when the page is opened again.
export const bytesOf = async (file) => ({ type: file.type, name: file.name, bytes: await file.arrayBuffer() });

export const keep = (draft) => act("readwrite", (store) => store.put(draft));
export const drop = (key) => act("readwrite", (store) => store.delete(key));
export const all = async () => (await act("readonly", (store) => store.getAll())).sort((a, b) => a.at - b.at);
