import { ArrowDownOutlined, ArrowUpOutlined, CloseOutlined, PlusOutlined } from '@ant-design/icons'
import { Button as PlainButton } from 'antd'
import { type DragEvent, type MouseEvent, useState } from 'react'
import { PURPOSE_WORDS, PURPOSES, type Purpose } from '../../server/campaigns/rules.ts'
import { Button } from '../kit/Button.tsx'
import { useLanguage } from '../kit/preferences.ts'
import { useT } from '../kit/words.ts'

const AT_MOST = 3

interface PurposePickerProps {
  value?: Purpose[]
  onChange?: (purposes: Purpose[]) => void
}

/** One to three purposes in the order of the conversation; moved by arrows or by dragging. */
export function PurposePicker({ value = [], onChange = () => {} }: PurposePickerProps) {
  const t = useT()
  const language = useLanguage()
  const full = value.length >= AT_MOST
  return (
    <>
      {value.length > 0 && <PurposeOrder value={value} onChange={onChange} />}
      <div className="add-chips">
        {PURPOSES.filter(purpose => !value.includes(purpose)).map(purpose => {
          const name = PURPOSE_WORDS[purpose][language]
          return (
            <Button
              key={purpose}
              size="small"
              icon={<PlusOutlined />}
              whyNot={full && t('planning.purposes-full')}
              title={t('planning.add-purpose', { name })}
              onClick={() => onChange([...value, purpose])}
            >
              {name}
            </Button>
          )
        })}
      </div>
    </>
  )
}

function PurposeOrder({ value, onChange }: Required<PurposePickerProps>) {
  const language = useLanguage()
  const [dragged, setDragged] = useState<number | null>(null)
  const [over, setOver] = useState<number | null>(null)
  const drop = () => {
    if (dragged !== null && over !== null) onChange(moved(value, dragged, over))
    setDragged(null)
    setOver(null)
  }
  const dragging = (at: number) => ({
    draggable: true,
    onDragStart: () => setDragged(at),
    onDragOver: (event: DragEvent) => {
      event.preventDefault()
      setOver(at)
    },
    onDrop: drop,
    onDragEnd: drop,
  })
  return (
    <ol className="purpose-order">
      {value.map((purpose, at) => {
        const name = PURPOSE_WORDS[purpose][language]
        return (
          <li key={purpose} className={over === at && dragged !== at ? 'purpose-over' : undefined} {...dragging(at)}>
            <span className="purpose-place">{at + 1}</span>
            <span className="purpose-name">{name}</span>
            <PurposeTools
              name={name}
              first={at === 0}
              last={at === value.length - 1}
              onMove={step => onChange(moved(value, at, at + step))}
              onRemove={() => onChange(value.filter(other => other !== purpose))}
            />
          </li>
        )
      })}
    </ol>
  )
}

interface PurposeToolsProps {
  name: string
  first: boolean
  last: boolean
  onMove: (step: -1 | 1) => void
  onRemove: () => void
}

function PurposeTools({ name, first, last, onMove, onRemove }: PurposeToolsProps) {
  const t = useT()
  const quiet = { type: 'text', size: 'small' } as const
  // A moved purpose stands elsewhere in the page, and the pressed button would lose the focus.
  const move = (step: -1 | 1) => (event: MouseEvent<HTMLElement>) => {
    const pressed = event.currentTarget
    onMove(step)
    requestAnimationFrame(() => pressed.focus())
  }
  return (
    <>
      <PlainButton
        {...quiet}
        icon={<ArrowUpOutlined />}
        disabled={first}
        aria-label={t('planning.move-earlier', { name })}
        onClick={move(-1)}
      />
      <PlainButton
        {...quiet}
        icon={<ArrowDownOutlined />}
        disabled={last}
        aria-label={t('planning.move-later', { name })}
        onClick={move(1)}
      />
      <PlainButton
        {...quiet}
        icon={<CloseOutlined />}
        aria-label={t('planning.remove-purpose', { name })}
        onClick={onRemove}
      />
    </>
  )
}

function moved<T>(items: readonly T[], from: number, to: number): T[] {
  const rest = items.filter((_, at) => at !== from)
  return [...rest.slice(0, to), items[from]!, ...rest.slice(to)]
}
