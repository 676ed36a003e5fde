import type { ReactNode } from 'react'
import { Num } from './Time.tsx'

interface ProgressProps {
  /** What is being worked through. */
  label: string
  done: number
  /** `null` while it is not known how much there is. */
  total: number | null
  /** Stands in place of the two numbers, where these are not what people count. */
  says?: ReactNode
}

/** How far a longer piece of work has come, in numbers and as a bar. */
export function Progress({ label, done, total, says }: ProgressProps) {
  const share = total ? Math.min(1, done / total) : 0
  return (
    <div className="progress">
      <div className="progress-text">
        <span>{label}</span>
        <span>
          {says ?? (
            <>
              <Num value={done} />
              {total !== null && (
                <span className="faint">
                  {' / '}
                  <Num value={total} />
                </span>
              )}
            </>
          )}
        </span>
      </div>
      <div
        className={total === null ? 'progress-bar progress-open' : 'progress-bar'}
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={total ?? undefined}
        aria-valuenow={total === null ? undefined : done}
      >
        <div style={{ width: `${share * 100}%` }} />
      </div>
    </div>
  )
}
