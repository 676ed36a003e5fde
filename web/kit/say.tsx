import { App, Button } from 'antd'
import { sentenceOf } from './Problem.tsx'
import { useT } from './words.ts'

const SHORT_S = 3
/** Long enough to read the sentence, and to think about taking a step back. */
const LONG_S = 8

interface SayInPassing {
  /** What has been done; `undo` offers the way back. */
  done(text: string, undo?: () => void): void
  /** A refusal of an action that has no form of its own. */
  problem(error: unknown): void
}

/** Short messages at the top of the page: `say.done(t('…'))`, `onError: say.problem`. */
export function useSay(): SayInPassing {
  const { message } = App.useApp()
  const t = useT()
  return {
    done(text, undo) {
      const takeBack = () => {
        close()
        undo?.()
      }
      const close = message.open({
        type: 'success',
        duration: undo ? LONG_S : SHORT_S,
        content: (
          <span>
            {text}
            {undo && (
              <Button type="link" size="small" onClick={takeBack}>
                {t('kit.undo')}
              </Button>
            )}
          </span>
        ),
      })
    },
    problem(error) {
      message.open({ type: 'error', duration: LONG_S, content: sentenceOf(error, t) })
    },
  }
}
