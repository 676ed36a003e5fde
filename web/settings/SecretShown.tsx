import './admin.css'
import { Modal } from 'antd'
import { type ReactNode, useState } from 'react'
import { Button } from '../kit/Button.tsx'
import { Status } from '../kit/Status.tsx'
import { useT } from '../kit/words.ts'

interface SecretShownProps {
  title: string
  secret: string | null
  onClose: () => void
  children: ReactNode
}

/** A secret right after it was made: the only time it can be seen and copied. */
export function SecretShown({ title, secret, onClose, children }: SecretShownProps) {
  const t = useT()
  return (
    <Modal
      open={secret !== null}
      title={title}
      onCancel={onClose}
      mask={{ closable: false }}
      footer={<Button onClick={onClose}>{t('integrations.done')}</Button>}
      destroyOnHidden
    >
      <Status feel="warn">{t('integrations.secret-once')}</Status>
      {secret && <Copied text={secret} />}
      {children}
    </Modal>
  )
}

/** A text with the button that copies it. */
export function Copied({ text }: { text: string }) {
  const t = useT()
  const [copied, setCopied] = useState(false)
  return (
    <div className="link-shown">
      <code title={text}>{text}</code>
      <Button size="small" onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}>
        {copied ? t('integrations.copied') : t('integrations.copy')}
      </Button>
    </div>
  )
}
