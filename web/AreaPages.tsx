import { useEffect, useRef } from 'react'
import { Link, useLocation } from 'react-router'
import { useT } from './kit/words.ts'
import type { VisibleArea, VisiblePage } from './navigation.ts'

/** The pages of an area by name; an area of many pages shows its parts first, then the pages of the part that is open. */
export function AreaPages({ area }: { area: VisibleArea }) {
  const t = useT()
  const { pathname } = useLocation()
  const current = area.pages
    .filter(page => pathname === page.path || pathname.startsWith(`${page.path}/`))
    .sort((a, b) => b.path.length - a.path.length)[0]
  if (area.parts.length < 2) {
    return <Names label={t(area.word)} className="area-pages" of={area.pages} current={current?.path} />
  }
  const part = area.parts.find(({ pages }) => pages.some(page => page.path === current?.path))
  const parts = area.parts.map(({ word, pages }) => ({ word, path: pages[0]!.path }))
  return (
    <>
      <Names label={t(area.word)} className="area-pages" of={parts} current={part?.pages[0]?.path} />
      {part && part.pages.length > 1 && (
        <Names label={t(part.word)} className="area-part" of={part.pages} current={current?.path} />
      )}
    </>
  )
}

interface NamesProps {
  label: string
  className: string
  of: readonly VisiblePage[]
  /** The path of the one that is open. */
  current: string | undefined
}

function Names({ label, className, of, current }: NamesProps) {
  const t = useT()
  const bar = useRef<HTMLElement>(null)
  // On a phone the names are wider than the screen; the one that is open must be in sight.
  useEffect(() => {
    const name = bar.current?.querySelector<HTMLElement>(`a[href="${current}"]`)
    if (bar.current && name) bar.current.scrollLeft = name.offsetLeft - (bar.current.clientWidth - name.offsetWidth) / 2
  }, [current])
  return (
    <nav ref={bar} className={className} aria-label={label}>
      {of.map(({ path, word }) => (
        <Link key={path} to={path} aria-current={path === current ? 'page' : undefined}>
          {t(word)}
        </Link>
      ))}
    </nav>
  )
}
