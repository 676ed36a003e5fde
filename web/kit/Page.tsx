import type { ReactNode } from 'react'
import { useEffect } from 'react'

interface PageProps {
  title: string
  /** One quiet line under the title, when the page needs it. */
  hint?: ReactNode
  /** The one main action, on the right; secondary ones stand before it. */
  action?: ReactNode
  /** A narrow column for forms and settings. */
  narrow?: boolean
  children: ReactNode
}

/** Every page: its title, its one main action on the right, its content. */
export function Page({ title, hint, action, narrow, children }: PageProps) {
  useEffect(() => {
    document.title = `${title} · Huifang`
  }, [title])
  return (
    <main className={narrow ? 'page page-narrow' : 'page'}>
      <header className="page-head">
        <div>
          <h1>{title}</h1>
          {hint && <p>{hint}</p>}
        </div>
        {action && <div className="page-action">{action}</div>}
      </header>
      {children}
    </main>
  )
}

/** A titled part of a page on a surface of its own. */
export function Panel({ title, extra, children }: { title?: ReactNode; extra?: ReactNode; children: ReactNode }) {
  return (
    <section className="panel">
      {(title || extra) && (
        <header>
          <h2>{title}</h2>
          {extra}
        </header>
      )}
      {children}
    </section>
  )
}
