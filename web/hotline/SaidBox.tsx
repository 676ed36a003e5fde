import { Input } from 'antd'
import type { KeyboardEvent, ReactNode } from 'react'
import type { Problem } from '../kit/api.ts'
import { Button } from '../kit/Button.tsx'
import { Key } from '../kit/Key.tsx'
import { ProblemNote } from '../kit/Problem.tsx'
import { useT } from '../kit/words.ts'

interface SaidBoxProps {
  title: string
  hint?: string
  /** What the caller's words are about; stands in the empty field. */
  label: string
  said: string
  onSaid: (said: string) => void
  maxLength: number
  /** What the button at the end says. */
  confirm: string
  /** How the sending goes, from `useDo`. */
  action: { isPending: boolean; error: Problem | null }
  onSend: () => void
  onClose: () => void
  /** What is chosen besides. */
  children: ReactNode
}

/** What a caller said, in his words, with what is chosen besides. Enter sends it once it says anything, Escape closes. */
export function SaidBox(props: SaidBoxProps) {
  const { title, hint, label, said, onSaid, maxLength, confirm, action, onSend, onClose, children } = props
  const t = useT()
  const ready = said.trim() !== ''
  const send = () => {
    if (ready && !action.isPending) onSend()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onClose()
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    if (!(event.target instanceof HTMLTextAreaElement)) return
    event.preventDefault()
    send()
  }
  return (
    <section className="panel hotline-box" aria-label={title} onKeyDown={onKeyDown}>
      <h2>{title}</h2>
      {hint && <p className="muted">{hint}</p>}
      <ProblemNote error={action.error} />
      <Input.TextArea
        autoFocus
        aria-label={label}
        placeholder={label}
        autoSize={{ minRows: 2, maxRows: 8 }}
        maxLength={maxLength}
        value={said}
        onChange={event => onSaid(event.target.value)}
      />
      {children}
      <footer>
        <Button onClick={onClose}>{t('kit.cancel')}</Button>
        <Button type="primary" whyNot={!ready && t('hotline.say-it-first')} loading={action.isPending} onClick={send}>
          {confirm}
          <Key>{'Enter'}</Key>
        </Button>
      </footer>
    </section>
  )
}
