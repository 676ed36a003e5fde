import { useEffect, useState } from 'react'

/** The present instant, renewed every second while `running`. */
export function useSeconds(running: boolean): Temporal.Instant {
  const [now, setNow] = useState(() => Temporal.Now.instant())
  useEffect(() => {
    if (!running) return
    setNow(Temporal.Now.instant())
    const ticking = setInterval(() => setNow(Temporal.Now.instant()), 1000)
    return () => clearInterval(ticking)
  }, [running])
  return now
}
