import { useEffect, useState } from 'react'
import { clockNow } from '../kit/clock.ts'

/** The present instant, renewed every second while `running`. */
export function useSeconds(running: boolean): Temporal.Instant {
  const [now, setNow] = useState(() => clockNow())
  useEffect(() => {
    if (!running) return
    setNow(clockNow())
    const ticking = setInterval(() => setNow(clockNow()), 1000)
    return () => clearInterval(ticking)
  }, [running])
  return now
}
