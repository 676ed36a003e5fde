import { Modal } from 'antd'
import { Key } from '../kit/Key.tsx'
import { useT } from '../kit/words.ts'

const MOD = /Mac|iPhone|iPad/.test(navigator.platform) ? '⌘' : 'Ctrl'

/** Every key of the desk and what it does. */
const KEYS = [
  ['N', 'take-next'],
  ['D', 'dial'],
  ['V', 'number'],
  ['Enter', 'go-on'],
  ['← →', 'stages'],
  ['↑ ↓', 'questions'],
  ['1 – 9', 'digits'],
  ['Y · N', 'yes-no'],
  ['⌫', 'clear'],
  ['0', 'other-outcomes'],
  ['A', 'appointment'],
  ['X', 'problem'],
  ['M', 'note'],
  ['Esc', 'leave-field'],
  [`${MOD} Enter`, 'settle'],
  ['B', 'give-back'],
  ['S', 'skip'],
  ['U', 'escalate'],
  ['K', 'keep'],
  ['?', 'help'],
] as const

export function KeysDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useT()
  return (
    <Modal title={t('desk.keys')} open={open} onCancel={onClose} footer={null} width={520} destroyOnHidden>
      <dl className="desk-keys">
        {KEYS.map(([key, name]) => (
          <div key={name}>
            <dt>
              <Key>{key}</Key>
            </dt>
            <dd>{t(`desk.key-${name}`)}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  )
}
