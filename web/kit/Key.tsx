/** A key to press, as a hint: `<Key>N</Key>`. */
export function Key({ children }: { children: string }) {
  return <kbd className="key">{children}</kbd>
}
