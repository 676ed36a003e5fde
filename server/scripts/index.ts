/**
 * Scripts: what is said when a call opens, how long it will take, and what is asked. A script that a campaign was
 * submitted with is frozen; a copy can be changed. How questions follow each other and which answers count is in
 * `rules.ts`, the same for server and screens.
 */
export { copyScript } from './copy-script.ts'
export { createScript } from './create-script.ts'
export { freezeScript } from './freeze-script.ts'
export { keepBuiltInScript } from './keep-built-in-script.ts'
export { type Script, scriptOf } from './store.ts'
