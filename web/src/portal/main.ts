// The portal page.
import '../shared/page'
import './portal.css'
import { createApp } from 'vue'
import { keepForOffline } from '../shared/offline'
import App from './App.vue'

keepForOffline()
createApp(App).mount('#app')
