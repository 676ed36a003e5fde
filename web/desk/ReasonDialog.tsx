import { Input, Modal } from 'antd'
import { type KeyboardEvent, type ReactNode, useState } from 'react'
import type { Problem } from '../kit/api.ts'
import { Button } from '../kit/Button.tsx'
import { Key } from '../kit/Key.tsx'
import { ProblemNote } from '../kit/Problem.tsx'
import { useT } from '../kit/words.ts'

interface ReasonDialogProps<Reason extends string> {
  title: string
  hint: string
  submit: string
  reasons: readonly Reason[]
  /** What a button says of its reason. */
  say: (reason: Reason) => ReactNode
  /** Chosen as long as no other is. */
  usual: Reason
  /** How the sending goes, from `useDo`. */
  action: { isPending: boolean; error: Problem | null }
  onSend: (said: { reason: Reason; note: string }) => void
  open: boolean
  onClose: () => void
}

/** What is chosen and typed, and the way to send it. */
function useChoice<Reason extends string>({ reasons, usual, action, onSend, open }: ReasonDialogProps<Reason>) {
  const [chosen, choose] = useState<Reason | null>(null)
  const [note, setNote] = useState('')
  const reason = chosen ?? usual
  const send = () => {
    if (open && !action.isPending) onSend({ reason, note })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const typing = event.target instanceof HTMLTextAreaElement
    const pressed = reasons[Number(event.key) - 1]
    if (!typing && pressed) choose(pressed)
    // Enter sends the reason chosen, whichever of them has the focus; the space bar chooses.
    else if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) send()
    else return
    event.preventDefault()
  }
  return { reason, choose, note, setNote, send, onKeyDown }
}

/** Why a follow-up leaves the agent's hands: a digit chooses, Enter sends, a note is welcome. */
export function ReasonDialog<Reason extends string>(props: ReasonDialogProps<Reason>) {
  const { title, hint, submit, reasons, say, action, open, onClose } = props
  const t = useT()
  const { reason, choose, note, setNote, send, onKeyDown } = useChoice(props)
  return (
    <Modal
      title={title}
      open={open}
      onCancel={onClose}
      okText={submit}
      cancelText={t('kit.cancel')}
      okButtonProps={{ loading: action.isPending }}
      onOk={send}
      width={440}
      destroyOnHidden
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys of the dialog, whatever in it has the focus. */}
      <div className="desk-give-back" onKeyDown={onKeyDown}>
        <ProblemNote error={action.error} />
        <p className="muted">{hint}</p>
        {reasons.map((option, n) => (
          <Button
            key={option}
            block
            type={option === reason ? 'primary' : 'default'}
            aria-pressed={option === reason}
            autoFocus={option === reason}
            onClick={() => choose(option)}
          >
            <Key>{String(n + 1)}</Key>
            {say(option)}
          </Button>
        ))}
        <Input.TextArea
          aria-label={t('desk.note')}
          placeholder={t('desk.note')}
          autoSize={{ minRows: 2, maxRows: 4 }}
          maxLength={500}
          value={note}
          onChange={event => setNote(event.target.value)}
        />
      </div>
    </Modal>
  )
}
