import { useEffect, useRef } from 'react'

/** What each key does: `{ n: next, 'mod+enter': save }`. `mod` is Ctrl, or ⌘ on a Mac. */
export type Keys = Record<string, (() => void) | undefined>

/**
 * Keyboard shortcuts while the component is shown. Plain keys are left alone while something is typed or a drawer or
 * dialog is open; Enter is left to a button or link that has the focus; those with `mod` work everywhere.
 */
export function useKeys(keys: Keys): void {
  const current = useRef(keys)
  current.current = keys
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.repeat) return
      const name = nameOf(event)
      const act = current.current[name]
      if (!act || (!name.startsWith('mod+') && isBusy(event.target)) || (name === 'enter' && isPressed(event.target))) {
        return
      }
      event.preventDefault()
      act()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
}

function nameOf(event: KeyboardEvent): string {
  const mod = event.ctrlKey || event.metaKey ? 'mod+' : ''
  const alt = event.altKey ? 'alt+' : ''
  return mod + alt + event.key.toLowerCase()
}

function isPressed(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('button, a[href], summary') !== null
}

function isBusy(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.closest('input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable]')) return true
  return document.querySelector('.ant-drawer-open, .ant-modal-wrap:not([style*="none"])') !== null
}
