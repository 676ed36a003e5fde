import { whenOpened } from '../kit/when-opened.tsx'

/** Plans one follow-up for one customer by hand; its form is loaded when it is first wanted. */
export const AddFollowup = whenOpened(() => import('./AddFollowupForm.tsx').then(file => file.AddFollowupForm))
