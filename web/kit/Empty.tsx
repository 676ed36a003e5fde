import type { ReactNode } from 'react'
import { Link } from 'react-router'

interface EmptyProps {
  /** What will be here. */
  title: string
  /** Where it comes from, in one sentence. */
  hint?: string
  /** The one next step: a link, or a button of the page. */
  to?: string
  step?: string
  action?: ReactNode
}

/** An empty place that teaches: what it will show, and the one next step. */
export function Empty({ title, hint, to, step, action }: EmptyProps) {
  return (
    <div className="empty">
      <strong>{title}</strong>
      {hint && <p>{hint}</p>}
      {to && step && <Link to={to}>{step}</Link>}
      {action}
    </div>
  )
}
