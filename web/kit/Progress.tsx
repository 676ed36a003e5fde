import { Num } from './Time.tsx'

interface ProgressProps {
  /** What is being worked through. */
  label: string
  done: number
  /** `null` while it is not known how much there is. */
  total: number | null
}

/** How far a longer piece of work has come, in numbers and as a bar. */
export function Progress({ label, done, total }: ProgressProps) {
  const share = total ? Math.min(1, done / total) : 0
  return (
    <div className="progress">
      <div className="progress-text">
        <span>{label}</span>
        <span>
          <Num value={done} />
          {total !== null && (
            <span className="faint">
              {' / '}
              <Num value={total} />
            </span>
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
