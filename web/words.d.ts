// A file of words in one language; see `web/one-language.ts`.
declare module '*?zh' {
  export const words: { zh: Record<string, import('./kit/define-words.ts').Word> }
}
declare module '*?en' {
  export const words: { en: Record<string, import('./kit/define-words.ts').Word> }
}
