const nameOf = (name: string) => `huifang.unsaved.${name}`

/** Keeps something typed and not yet saved in this browser, so that neither a reload nor a crash loses it. */
export function keep(name: string, value: unknown): void {
  try {
    localStorage.setItem(nameOf(name), JSON.stringify(value))
  } catch {
    // Without room the page still holds it; the question before leaving remains.
  }
}

/** What was kept under a name; `null` when nothing was. */
export function kept<T>(name: string): T | null {
  const text = localStorage.getItem(nameOf(name))
  try {
    return text === null ? null : (JSON.parse(text) as T)
  } catch {
    return null
  }
}

/** Lets go of it: it was saved, or the person does not want it. */
export function forget(name: string): void {
  localStorage.removeItem(nameOf(name))
}
