/**
 * Where in a JSON value a text stands that PostgreSQL cannot store: one with a NUL character or with half of a surrogate
 * pair. Answers the path, such as `lines.0.product`, empty for the value itself; `null` when all can be stored. Goes
 * through the value without recursion, for its depth is the sender's choice.
 */
export function unstorableIn(value: unknown): string | null {
  const open: { path: string; value: unknown }[] = [{ path: '', value }]
  for (let next = open.pop(); next; next = open.pop()) {
    if (typeof next.value === 'string' && !isStorable(next.value)) return next.path
    if (typeof next.value !== 'object' || next.value === null) continue
    for (const [key, inner] of Object.entries(next.value)) {
      if (!isStorable(key)) return next.path
      open.push({ path: next.path ? `${next.path}.${key}` : key, value: inner })
    }
  }
  return null
}

function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0')
}
