import { type ReactNode, useEffect, useState } from 'react'

/** The longest a picture waits for the browser to be idle. */
const AT_LATEST_MS = 1500

/** Shows its content once the browser has nothing more urgent to do, so that numbers stand before pictures are fetched. */
export function Later({ height, children }: { height: number; children: ReactNode }) {
  const [isTime, setTime] = useState(false)
  useEffect(() => {
    if (!globalThis.requestIdleCallback) {
      const waiting = setTimeout(() => setTime(true), AT_LATEST_MS)
      return () => clearTimeout(waiting)
    }
    const waiting = requestIdleCallback(() => setTime(true), { timeout: AT_LATEST_MS })
    return () => cancelIdleCallback(waiting)
  }, [])
  return isTime ? children : <div style={{ minHeight: height }} />
}
