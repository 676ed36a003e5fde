/** Words that stand alone begin with a capital, where the language has them. */
export function begun<T extends string | null>(text: T): T {
  return (text && text.charAt(0).toUpperCase() + text.slice(1)) as T
}
