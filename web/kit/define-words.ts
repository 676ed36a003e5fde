/** A piece of text: fixed, or built from facts. */
// biome-ignore lint/suspicious/noExplicitAny: each text states the facts it needs; the dictionary holds all of them.
export type Word = string | ((facts: any) => string)

type InEnglish<Z> = { [K in keyof Z]: Z[K] extends (facts: infer F) => string ? (facts: F) => string : string }

/** The words of one area in both languages. A key that one language lacks does not compile. */
export function defineWords<const Z extends Record<string, Word>>(words: {
  zh: Z
  en: NoInfer<InEnglish<Z>>
}): {
  zh: Z
  en: InEnglish<Z>
} {
  return words
}
