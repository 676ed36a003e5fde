import { App } from 'antd'
import { useCallback, useEffect, useRef } from 'react'
import { useBlocker } from 'react-router'
import { useT } from './words.ts'

/**
 * Asks before typed text is left behind: by a link, by Back, by closing the tab.
 * @param unsaved whether there is something to lose
 * @param onLeave the person leaves without it
 * @returns `letGo`: call it before going on after a save, because the page still looks unsaved at that moment
 */
export function useLeaving(unsaved: boolean, onLeave: () => void): { letGo: () => void } {
  const t = useT()
  const { modal } = App.useApp()
  const held = useRef(unsaved)
  held.current = unsaved
  const leaving = useRef(onLeave)
  leaving.current = onLeave
  const blocker = useBlocker(
    useCallback(({ currentLocation, nextLocation }) => {
      return held.current && currentLocation.pathname !== nextLocation.pathname
    }, []),
  )

  useEffect(() => {
    if (blocker.state !== 'blocked') return
    const asked = modal.confirm({
      title: t('kit.leave'),
      content: t('kit.leave-effect'),
      okText: t('kit.leave-without'),
      okButtonProps: { danger: true },
      cancelText: t('kit.leave-stay'),
      focusable: { autoFocusButton: 'cancel' },
      onOk: () => {
        leaving.current()
        blocker.proceed()
      },
      onCancel: () => blocker.reset(),
    })
    return asked.destroy
  }, [blocker, modal, t])

  useEffect(() => {
    if (!unsaved) return
    const hold = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', hold)
    return () => removeEventListener('beforeunload', hold)
  }, [unsaved])

  return {
    letGo: () => {
      held.current = false
    },
  }
}
