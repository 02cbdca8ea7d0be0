// The field page.
import '../shared/page'
import { createApp } from 'vue'
import { keepForOffline } from '../shared/offline'
import App from './App.vue'

createApp(App).mount('#app')
keepForOffline()
