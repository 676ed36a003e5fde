import { ProblemNote } from '../kit/Problem.tsx'
import { Progress } from '../kit/Progress.tsx'
import { useLanguage } from '../kit/preferences.ts'
import { sayNumber } from '../kit/say-time.ts'
import { useT } from '../kit/words.ts'
import { sayBytes } from './say-bytes.ts'
import { useSending } from './sending.ts'

/** How far the file being sent has come, or why it could not be sent; nothing while there is none. */
export function SendingBar() {
  const t = useT()
  const language = useLanguage()
  const sayShare = useSayShare()
  const sending = useSending()
  if (!sending) return null
  if (sending.state === 'failed') return <ProblemNote error={sending.problem} />
  const { sent, file } = sending
  const facts = {
    percent: sayShare(sent / file.size),
    done: sayBytes(sent, language),
    total: sayBytes(file.size, language),
  }
  return (
    <div>
      <Progress label={t('customers.uploading')} done={sent} total={file.size} says={t('customers.of-bytes', facts)} />
      <small className="muted">{t('customers.upload-leave')}</small>
    </div>
  )
}

/** A share as whole percent, never more than is done. */
export function useSayShare(): (share: number) => string {
  const language = useLanguage()
  return share => sayNumber(Math.floor(Math.min(1, share) * 100) / 100, language, true)
}
