import { useEffect, useSyncExternalStore } from 'react'
import { answers, askAgain } from './ask.ts'

const REOPEN_MS = 5000
/** Changes within this time are answered together, so that a busy hour does not become a storm of requests. */
const GATHER_MS = 400

let connected = true
const listeners = new Set<() => void>()

function setConnected(value: boolean): void {
  if (value === connected) return
  connected = value
  for (const listener of listeners) listener()
}

/** Whether changes made by others reach this page at the moment. */
export function useConnected(): boolean {
  return useSyncExternalStore(
    listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => connected,
  )
}

/** While mounted: what others change is asked again as soon as it is announced. After a gap everything is. */
export function useLive(): void {
  useEffect(() => openLive(), [])
}

function openLive(): () => void {
  const changed = new Set<string>()
  let gathering: ReturnType<typeof setTimeout> | undefined
  let reopening: ReturnType<typeof setTimeout> | undefined
  let source: EventSource

  function open(): void {
    source = new EventSource('/api/v1/live')
    source.onopen = () => {
      if (!connected) void answers.invalidateQueries()
      setConnected(true)
    }
    source.onmessage = event => {
      const { topic } = JSON.parse(event.data) as { topic?: string }
      if (topic) changed.add(topic)
      gathering ??= setTimeout(tell, GATHER_MS)
    }
    source.onerror = () => {
      setConnected(false)
      // The browser reopens a broken stream by itself, but not one that was refused.
      if (source.readyState === EventSource.CLOSED) reopening = setTimeout(open, REOPEN_MS)
    }
  }

  function tell(): void {
    gathering = undefined
    void askAgain(answers, [...changed])
    changed.clear()
  }

  open()
  return () => {
    source.close()
    clearTimeout(gathering)
    clearTimeout(reopening)
  }
}
