import { useSyncExternalStore } from 'react'
import type { Mode } from '../theme.ts'

export type Language = 'zh' | 'en'
export type Appearance = 'light' | 'dark' | 'system'

/** A choice of the person at this browser, remembered in it. */
interface Preference<T extends string> {
  get(): T
  set(value: T): void
  subscribe(listener: () => void): () => void
}

function preference<T extends string>(name: string, options: readonly T[], otherwise: () => T): Preference<T> {
  const listeners = new Set<() => void>()
  const read = (): T => {
    const stored = localStorage.getItem(`huifang.${name}`)
    return options.find(option => option === stored) ?? otherwise()
  }
  let value = read()
  return {
    get: () => value,
    set(next) {
      value = next
      localStorage.setItem(`huifang.${name}`, next)
      for (const listener of listeners) listener()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** Chinese unless the browser asks for English first. */
export const language = preference<Language>('language', ['zh', 'en'], () =>
  /^en\b/i.test(navigator.language) ? 'en' : 'zh',
)
export const appearance = preference<Appearance>('appearance', ['light', 'dark', 'system'], () => 'system')

export function useLanguage(): Language {
  return useSyncExternalStore(language.subscribe, language.get)
}

export function useAppearance(): Appearance {
  return useSyncExternalStore(appearance.subscribe, appearance.get)
}

const darkSystem = matchMedia('(prefers-color-scheme: dark)')
// Kept, because Chromium does not tell of a change when it was asked between the change and its event.
let isDarkSystem = darkSystem.matches
darkSystem.addEventListener('change', ({ matches }) => {
  isDarkSystem = matches
})

function subscribeMode(listener: () => void): () => void {
  darkSystem.addEventListener('change', listener)
  const stop = appearance.subscribe(listener)
  return () => {
    darkSystem.removeEventListener('change', listener)
    stop()
  }
}

/** What is shown: the chosen appearance, or the operating system's. */
export function mode(): Mode {
  const chosen = appearance.get()
  return chosen === 'system' ? (isDarkSystem ? 'dark' : 'light') : chosen
}

export function useMode(): Mode {
  return useSyncExternalStore(subscribeMode, mode)
}
