import type { ReactNode } from 'react'

/** What it is, its content, a quiet second line, and at the end how it stands. */
export function Line({
  kind,
  content,
  aside,
  end,
}: {
  kind: string
  content: string
  aside: ReactNode[]
  end: ReactNode
}) {
  const parts = aside.filter(part => part !== null && part !== '' && part !== false)
  return (
    <>
      <span className="entry-what">
        <span className="entry-content">
          <b>{kind}</b>
          {content}
        </span>
        {parts.length > 0 && (
          <small>
            {parts.map((part, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one line keep their places.
              <span key={at}>{part}</span>
            ))}
          </small>
        )}
      </span>
      <span className="entry-end">{end}</span>
    </>
  )
}
