import { LeftOutlined, RightOutlined } from '@ant-design/icons'
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react'
import { useT } from '../kit/words.ts'

const PARTS = ['points', 'persons', 'machines', 'activities'] as const
export type SplitPart = (typeof PARTS)[number]

export interface SplitItem {
  id: string
  part: SplitPart
  /** As it is said to those who do not see it. */
  said: string
  shown: ReactNode
}

interface SplitColumnsProps {
  items: readonly SplitItem[]
  chosen: ReadonlySet<string>
  onMove: (id: string, goes: boolean) => void
  names: { stays: string; goes: string }
  more: ReactNode
}

/** What stays on the left, what goes on the right; one click or an arrow key moves a thing; by keyboard the focus goes with it. */
export function SplitColumns({ items, chosen, onMove, names, more }: SplitColumnsProps) {
  const t = useT()
  const columns = useRef<HTMLDivElement>(null)
  const moved = useRef<string>(undefined)
  useEffect(() => {
    if (!moved.current || !chosen) return
    columns.current?.querySelector<HTMLElement>(`[data-item="${moved.current}"]`)?.focus()
    moved.current = undefined
  }, [chosen])
  const move = (id: string, goes: boolean, byKeyboard: boolean) => {
    moved.current = byKeyboard ? id : undefined
    onMove(id, goes)
  }
  const column = (goes: boolean) => {
    const here = items.filter(item => chosen.has(item.id) === goes)
    return (
      <section className={goes ? 'split-column split-goes' : 'split-column'}>
        <h2>
          {goes ? t('customers.split-goes', { name: names.goes }) : t('customers.split-stays', { name: names.stays })}
        </h2>
        {here.length === 0 && (
          <p className="muted">{t(goes ? 'customers.split-none-goes' : 'customers.split-none-stays')}</p>
        )}
        {PARTS.map(part => (
          <Group key={part} part={part} items={here.filter(item => item.part === part)} goes={goes} onMove={move} />
        ))}
        {!goes && more}
      </section>
    )
  }
  return (
    <div ref={columns} className="split-columns">
      {column(false)}
      {column(true)}
    </div>
  )
}

interface GroupProps {
  part: SplitPart
  items: readonly SplitItem[]
  goes: boolean
  onMove: (id: string, goes: boolean, byKeyboard: boolean) => void
}

function Group({ part, items, goes, onMove }: GroupProps) {
  const t = useT()
  if (items.length === 0) return null
  const onKeyDown = (id: string) => (event: KeyboardEvent) => {
    if (event.key !== (goes ? 'ArrowLeft' : 'ArrowRight')) return
    event.preventDefault()
    onMove(id, !goes, true)
  }
  return (
    <>
      <h3>{t(`customers.split-${part}`)}</h3>
      <ul>
        {items.map(({ id, said, shown }) => (
          <li key={id}>
            <button
              type="button"
              data-item={id}
              aria-label={t(goes ? 'customers.split-move-back' : 'customers.split-move', { what: said })}
              onClick={event => onMove(id, !goes, event.detail === 0)}
              onKeyDown={onKeyDown(id)}
            >
              {goes && <LeftOutlined aria-hidden />}
              <span>{shown}</span>
              {!goes && <RightOutlined aria-hidden />}
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}
